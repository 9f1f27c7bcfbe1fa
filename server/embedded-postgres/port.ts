import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** The port that `file` remembers if it is free, else any free one of 127.0.0.1. */
export async function choosePort(file: string): Promise<number> {
	const last = Number(await readFile(file, 'utf8').catch(() => '0'));
	return (await listenOn(last)) ?? (await listenOn(0)) ?? 0;
}

export async function rememberPort(file: string, port: number): Promise<void> {
	await writeFile(file, `${port}\n`);
}

/** Listens for a moment: the port it got, or undefined when it is taken. 0 asks for any. */
function listenOn(port: number): Promise<number | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(undefined));
		server.listen({ host: HOST, port }, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
		});
	});
}
