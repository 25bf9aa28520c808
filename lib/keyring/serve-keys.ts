import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { log } from '#lib/log.ts';
import { answerKeyQuestion, type KeyDesk } from './answer-key-question.ts';
import { KeyFrames, keyFrame } from './key-frames.ts';
import { keyQuestion } from './key-protocol.ts';
import { type KeyRole, keyRoles } from './key-rights.ts';
import type { Keyring } from './keyring.ts';
import { listenOnPath } from './listen-on-path.ts';
import { ReadPace } from './read-pace.ts';
import { Turns } from './turns.ts';

/** Where a role's socket is, in a folder of its own, so that a group can be let into one of them. */
export const keySocketPath = (dir: string, role: KeyRole): string => join(dir, role, 'keys.sock');

export type KeyServer = { close(): Promise<void> };

/**
 * Gives out the keys of a keyring on a socket for each role in the folder `dir`. `webReads`: so many different keys of
 * accounts may all web processes read in a minute. Throws when a socket cannot be made.
 */
export async function serveKeys(options: {
  keyring: Keyring;
  dir: string;
  webReads: number;
}): Promise<KeyServer> {
  const { keyring, dir, webReads } = options;
  const desk: KeyDesk = { keyring, webPace: new ReadPace(webReads), turns: new Turns() };
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  };
  try {
    for (const role of keyRoles) {
      const server = createServer((socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        talk(desk, role, socket);
      });
      await listenOnPath(server, keySocketPath(dir, role));
      servers.push(server);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { close };
}

function talk(desk: KeyDesk, role: KeyRole, socket: Socket): void {
  const frames = new KeyFrames();
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    try {
      for (const value of frames.push(chunk)) {
        const question = keyQuestion.parse(value);
        void answerKeyQuestion(desk, role, question, (answer) => {
          if (!socket.destroyed) socket.write(keyFrame(answer));
        });
      }
    } catch {
      log().warn({ role }, 'A connection was closed: it does not speak as it should.');
      socket.destroy();
    }
  });
}
