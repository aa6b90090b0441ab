/** URLs relative to this page, because a proxy can serve the service under a path such as /polyloop/. */
export const address = path => new URL(path, document.baseURI).href;
