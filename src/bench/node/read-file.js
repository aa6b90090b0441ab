// The page as a Node.js tutorial serves it: read from disk for each request, without blocking.
import { readFile } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../../../src/main/resources/webroot/mypage.html', import.meta.url));

createServer({ keepAliveTimeout: 75_000 }, (request, response) => {
  readFile(page, (failure, bytes) => {
    if (failure) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': bytes.length });
    response.end(bytes);
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
