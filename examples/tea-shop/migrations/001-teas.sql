create table teas (
  id serial primary key,
  name text not null unique,
  origin text not null,
  grams integer not null check (grams >= 0)
);

insert into teas (name, origin, grams) values
  ('Darjeeling First Flush', 'India', 2400),
  ('Gyokuro', 'Japan', 800),
  ('Lapsang Souchong', 'China', 1600);
