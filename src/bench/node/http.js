import { createServer } from 'node:http';
import './settle.js';

createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
  response.setHeader('Content-Length', 2);
  response.end('ok');
}).listen(Number(process.argv[2]), '127.0.0.1');
