export { shellCommand } from './command.ts';
export { baseImagesOf, dockerfileFor, sourceDateEpoch, userId, type DockerfileOptions } from './dockerfile/dockerfile.ts';
export { dockerignoreFor } from './dockerfile/ignore.ts';
export { siteFolders } from './dockerfile/languages/static.ts';
export { filesIn, type Files } from './files.ts';
export { imagesOf, type Image } from './image.ts';
export { listeningPort } from './port.ts';
