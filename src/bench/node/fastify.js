// A greeting as the documentation of Fastify recommends: with a schema for the request and one for the response.
import Fastify from 'fastify';

const schema = {
  querystring: { type: 'object', properties: { name: { type: 'string', maxLength: 200 } } },
  response: { 200: { type: 'object', properties: { name: { type: 'string' }, from: { type: 'string' } } } },
};

const server = Fastify({ keepAliveTimeout: 75_000 });
server.get('/api/v1/ask/:address', { schema }, async (request) => ({
  name: request.query.name,
  from: request.params.address,
}));
server.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
