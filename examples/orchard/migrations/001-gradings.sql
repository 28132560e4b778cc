create table gradings (
  id serial primary key,
  diameter_mm double precision not null,
  redness double precision not null check (redness between 0 and 1),
  grade text not null,
  corrected_grade text,
  graded_at timestamptz not null default now()
);

create table models (
  id serial primary key,
  content bytea not null,
  learned_from integer not null,
  trained_at timestamptz not null default now()
);
