import { PassThrough } from 'node:stream';
import { type AppLoadContext, createReadableStreamFromReadable, type EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceProvider } from './nonce.ts';

/** Milliseconds after which a page that is still being rendered is given up. */
const PATIENCE = 5_000;

/** Renders a page to a stream; crawlers get it in one piece. */
export default function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	remixContext: EntryContext,
	{ nonce, reportError }: AppLoadContext,
): Promise<Response> {
	const ready = isbot(request.headers.get('user-agent')) ? 'onAllReady' : 'onShellReady';
	return new Promise((resolve, reject) => {
		let begun = false;
		let statusNow = status;
		const { pipe, abort } = renderToPipeableStream(
			<NonceProvider value={nonce}>
				<RemixServer context={remixContext} url={request.url} abortDelay={PATIENCE} nonce={nonce} />
			</NonceProvider>,
			{
				nonce,
				[ready]() {
					begun = true;
					const body = new PassThrough();
					headers.set('Content-Type', 'text/html; charset=utf-8');
					headers.set('Cache-Control', 'no-store');
					resolve(new Response(createReadableStreamFromReadable(body), { headers, status: statusNow }));
					pipe(body);
				},
				onShellError: reject,
				onError(error) {
					statusNow = 500;
					// Before the page has begun, `handleError` gets it.
					if (begun) reportError(error);
				},
			},
		);
		setTimeout(abort, PATIENCE + 1_000).unref();
	});
}

export function handleError(
	error: unknown,
	{ request, context }: { request: Request; context: AppLoadContext },
): void {
	if (!request.signal.aborted) context.reportError(error);
}
