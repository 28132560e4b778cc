import { expect, test } from 'vitest';
import { aptPackages } from './apt.ts';
import { dockerfileReader } from './dockerfile.ts';
import { harbour, office, services } from './testing/harbour.ts';

const read = (text: string, path = 'Dockerfile'): object | undefined => dockerfileReader.read(path, text)?.services[0];

test('the last stage counts, on the stages it stands upon', () => {
  expect(
    read(`# syntax=docker/dockerfile:1
ARG PYTHON=3.12
FROM node:22 AS assets
RUN npm run build
FROM python:\${PYTHON}-slim AS base
ENV PORT=8123 WIND="calm"
RUN apt-get update && apt-get install -y --no-install-recommends libpq5=15.* \\
    ffmpeg build-essential && rm -rf /var/lib/apt/lists/*
FROM base
WORKDIR /app
COPY --from=assets /dist ./static
COPY office ./office
EXPOSE 9000/tcp
HEALTHCHECK CMD curl -f http://localhost:8123/afloat || exit 1
ENTRYPOINT ["tini", "--"]
CMD ["uvicorn", "office.main:app", \\
     "--port", "8123"]
`),
  ).toMatchObject({
    language: 'python',
    runtime: '3.12',
    command: 'tini -- uvicorn office.main:app --port 8123',
    ports: [8123, 9000],
    health: '/afloat',
    systemPackages: ['ffmpeg', 'libpq5'],
    workingFolder: '/app',
    copies: ['office'],
  });
});

test.each([
  ['FROM golang:1.25 AS build\nRUN go build -o /pilot\nFROM scratch\nCOPY --from=build /pilot /pilot\nCMD ["/pilot"]', 'go', '1.25'],
  ['FROM maven:3.9-eclipse-temurin-21 AS build\nFROM eclipse-temurin:21-jre\nCMD java -jar a.jar', 'java', '21'],
  ['FROM mcr.microsoft.com/dotnet/aspnet:9.0\nENTRYPOINT ["dotnet", "Harbour.dll"]', 'dotnet', '9.0'],
  ['FROM ghcr.io/astral-sh/uv:python3.13-bookworm-slim\nCMD uv run office', 'python', '3.13'],
  ['FROM nginx:1.27\nCOPY charts /usr/share/nginx/html', null, null],
])('%s', (text, language, runtime) => {
  expect(read(text)).toMatchObject({ language, runtime });
});

test('packages that are removed again are not needed', () => {
  expect(
    aptPackages(['apt-get update && DEPS="libxml2-dev libmagic1" && apt-get install -y $DEPS libgdal36 && apt-get purge -y libxml2-dev']),
  ).toEqual(['libgdal36', 'libmagic1']);
});

test('a Dockerfile in a folder of its own is built where what it copies lies; an entry script is followed', async () => {
  const files = {
    ...office,
    'docker/Dockerfile':
      'FROM python:3.12\nWORKDIR /code\nCOPY requirements.txt .\nCOPY office office\nCOPY docker/entry.sh /entry.sh\nENTRYPOINT ["/entry.sh"]\n',
    'docker/entry.sh': '#!/bin/sh\nset -e\nalembic upgrade head\nexec gunicorn office.main:app --bind 0.0.0.0:8000\n',
  };
  const blueprint = await harbour(files);
  expect(services(blueprint)).toEqual(['web web .']);
  expect(blueprint.services[0]).toMatchObject({
    path: '.',
    runtime: { version: '3.12' },
    start: 'gunicorn office.main:app --bind 0.0.0.0:8000',
  });
});
