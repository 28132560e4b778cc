/** Files of a rendered deployment. */
export const files = { foundations: 'foundations.json', services: 'services.json', images: 'images.json' } as const;
