/** Addresses beside this page: behind a proxy the service may be under a path, such as /polyloop/. */
export const address = path => new URL(path, document.baseURI).href;
