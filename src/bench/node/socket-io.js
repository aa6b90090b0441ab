// Broadcasts to all clients except the sender, over the WebSocket transport only.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import './settle.js';

const port = Number(process.argv[2]);
const http = createServer();
const io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });

io.on('connection', (socket) => {
  socket.on('publish', (message) => socket.broadcast.emit('message', message));
});

http.listen(port, '127.0.0.1');
