import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { AppLoadContext, EntryContext } from '@remix-run/node';
import { RemixServer } from '@remix-run/react';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceProvider } from './nonce.ts';

/** Milliseconds after which a page that is still being rendered is given up. */
const PATIENCE = 5_000;

/**
 * Renders a page, and sends it in one piece: no page waits for a part of its data, and hundreds of small pieces would each
 * take the way through streams and compression.
 */
export default function handleRequest(
	request: Request,
	status: number,
	headers: Headers,
	remixContext: EntryContext,
	{ nonce, reportError }: AppLoadContext,
): Promise<Response> {
	return new Promise((resolve, reject) => {
		let statusNow = status;
		let begun = false;
		const { pipe, abort } = renderToPipeableStream(
			<NonceProvider value={nonce}>
				<RemixServer context={remixContext} url={request.url} abortDelay={PATIENCE} nonce={nonce} />
			</NonceProvider>,
			{
				nonce,
				onShellReady() {
					begun = true;
				},
				onAllReady() {
					headers.set('Content-Type', 'text/html; charset=utf-8');
					headers.set('Cache-Control', 'no-store');
					buffer(pipe(new PassThrough())).then(
						(page) => resolve(new Response(page, { headers, status: statusNow })),
						reject,
					);
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
