// Broadcasts as the README of ws recommends: the received Buffer, to every open client.
import { WebSocket, WebSocketServer } from 'ws';
import './settle.js';

const port = Number(process.argv[2]);
const server = new WebSocketServer({ host: '127.0.0.1', port, perMessageDeflate: false });
const subscribers = new Set();

server.on('connection', (socket, request) => {
  socket.on('error', () => socket.terminate());
  if (request.url === '/sub') {
    subscribers.add(socket);
    socket.on('close', () => subscribers.delete(socket));
  } else {
    socket.on('message', (data) => broadcast(data));
  }
});

function broadcast(data) {
  for (const subscriber of subscribers) {
    if (subscriber.readyState === WebSocket.OPEN) {
      subscriber.send(data, { binary: false });
    }
  }
}
