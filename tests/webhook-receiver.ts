import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a receiver got. */
export interface Received {
	headers: IncomingHttpHeaders;
	body: string;
	/** The title line of the message. */
	said: string;
}

/** How it answers one request; what hangs is never answered. */
export type Answer = number | 'hang' | { status: number; headers?: Record<string, string>; body?: string };

/** A receiver of webhooks on this machine, that keeps what it gets. */
export interface WebhookReceiver {
	url: string;
	received: Received[];
	/** What the next requests are answered with, one after the other; 200 when there is nothing left. */
	answers: Answer[];
	close(): Promise<void>;
}

export async function startReceiver({ secure = false } = {}): Promise<WebhookReceiver> {
	const received: Received[] = [];
	const answers: Answer[] = [];
	const listener: RequestListener = (req, res) => {
		text(req).then((body) => {
			received.push({ headers: req.headers, body, said: JSON.parse(body).text });
			const answer = answers.shift() ?? 200;
			if (answer === 'hang') return;
			const {
				status,
				headers = {},
				body: said = '',
			} = typeof answer === 'number' ? { status: answer } : answer;
			res.writeHead(status, headers).end(said);
		});
	};
	const server: Server = secure ? createSecureServer(SELF_SIGNED, listener) : createServer(listener);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `${secure ? 'https' : 'http'}://127.0.0.1:${port}/hooks/touchline`,
		received,
		answers,
		async close() {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}

/** Made for tests and for nothing else: nobody trusts it, and it protects nothing. */
const SELF_SIGNED = {
	key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUC5XaorqY6kPOEOa
b0Q8H0Rp3W03R6fTUgKj9XwxoOehRANCAAQgxfKQidq31dQXxRVR8VRFU5fDNf/V
vQb2MrRxjvkbZWlWb1ag5D4dnSNp/+cOQvnadb3u2yWRKN0JuqfnATrT
-----END PRIVATE KEY-----`,
	cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUF5WYBMHhmoyah503zCvwDz0WjaswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNjE4MjMzOFoYDzIxMjYxMTAy
MTgyMzM4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQgxfKQidq31dQXxRVR8VRFU5fDNf/VvQb2MrRxjvkbZWlWb1ag5D4d
nSNp/+cOQvnadb3u2yWRKN0JuqfnATrTo28wbTAdBgNVHQ4EFgQUqGVP4Uqu47zN
00WVz+w0wFMadVswHwYDVR0jBBgwFoAUqGVP4Uqu47zN00WVz+w0wFMadVswDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgT4iIO2EBqXM2hOmNHmyPGrkGSzH++FUGqNChiLUihw8CIQDB
57xQF7TeSsrrZESn4CUheNS1MRWoPDy3xdM7oTAlbw==
-----END CERTIFICATE-----`,
};
