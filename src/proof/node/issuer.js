// An OpenID provider on 127.0.0.1 for tests: `node issuer.js <port>`. POST /rotate signs with a new key from now on;
// GET /fetches tells how often the keys were fetched.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const port = Number(process.argv[2]);
const issuer = `http://127.0.0.1:${port}`;
const cookieKey = randomUUID();
let keys = [newKey()];
let provider = newProvider();
let fetches = 0;

function newKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
}

function newProvider() {
  return new Provider(issuer, {
    jwks: { keys },
    clients: [
      { client_id: 'machine', client_secret: 'secret', grant_types: ['client_credentials'], redirect_uris: [],
        response_types: [] },
      { client_id: 'page', token_endpoint_auth_method: 'none', redirect_uris: [`${issuer}/callback`] },
    ],
    cookies: { keys: [cookieKey] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:example:resource',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'ops', audience: 'polyloop', accessTokenFormat: 'jwt', accessTokenTTL: 600,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
}

createServer((request, response) => {
  if (request.url === '/rotate') {
    // The earlier key stays published for as long as its tokens are valid, as OpenID Connect Core 10.1.1 asks for.
    keys = [newKey(), ...keys];
    provider = newProvider();
    response.end();
  } else if (request.url === '/fetches') {
    response.end(String(fetches));
  } else {
    fetches += request.url === '/jwks' ? 1 : 0;
    provider.callback()(request, response);
  }
}).listen(port, '127.0.0.1', () => console.log(`issuer ${issuer}`));
