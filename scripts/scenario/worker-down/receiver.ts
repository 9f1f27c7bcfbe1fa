import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { type AlertMessage, alertMessage } from '../../../server/alerts/delivery/message.ts';
import { signatureOf } from '../../../server/alerts/delivery/sign.ts';
import { closeServer } from '../../../server/web/listen.ts';

/** A message as a webhook's receiver gets it. */
export interface Received {
	/** Of the delivery. */
	id: string;
	event: string;
	signature: string;
	timestamp: number;
	body: string;
	message: AlertMessage;
}

export interface Receiver {
	url: string;
	received: Received[];
	close(): Promise<void>;
}

/** A receiver of webhooks on this machine that keeps what it gets. */
export async function startReceiver(): Promise<Receiver> {
	const received: Received[] = [];
	const server = createServer(async (req, res) => {
		const body = await text(req);
		const header = (name: string) => String(req.headers[`x-touchline-${name}`]);
		received.push({
			id: header('delivery'),
			event: header('event'),
			signature: header('signature'),
			timestamp: Number(header('timestamp')),
			body,
			message: alertMessage.parse(JSON.parse(body)),
		});
		res.end('ok');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	const port = address !== null && typeof address !== 'string' ? address.port : 0;
	return { url: `http://127.0.0.1:${port}/alerts`, received, close: () => closeServer(server) };
}

/** Whether it was sent by who knows the secret. */
export function isSigned({ signature, timestamp, body }: Received, secret: string): boolean {
	return signature === signatureOf(secret, timestamp, body);
}
