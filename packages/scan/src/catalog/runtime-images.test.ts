import { expect, it } from 'vitest';
import { runtimeOfImage } from './runtime-images.ts';

it.each([
  ['eclipse-temurin:17-jre', 'java', '17'],
  ['maven:3.9-eclipse-temurin-21', 'java', '21'],
  ['mcr.microsoft.com/vscode/devcontainers/java:0-17-bullseye', 'java', '17'],
  ['mcr.microsoft.com/devcontainers/python:1-3.12-bookworm', 'python', '3.12'],
  ['mcr.microsoft.com/devcontainers/python:3.11', 'python', '3.11'],
  ['golang:1.24-alpine', 'go', '1.24'],
])('the language of %s', (image, language, version) => {
  expect(runtimeOfImage(image)).toEqual({ language, version });
});
