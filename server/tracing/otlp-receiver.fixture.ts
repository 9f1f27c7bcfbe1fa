import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const attributes = z
	.array(
		z.object({
			key: z.string(),
			value: z.object({ stringValue: z.string().optional(), intValue: z.coerce.number().optional() }),
		}),
	)
	.default([])
	.transform((list) =>
		Object.fromEntries(list.map(({ key, value }) => [key, value.stringValue ?? value.intValue])),
	);

const span = z.object({
	traceId: z.string(),
	spanId: z.string(),
	parentSpanId: z.string().optional(),
	name: z.string(),
	kind: z.number(),
	attributes,
	status: z.object({ code: z.number().optional() }),
});

const request = z.object({
	resourceSpans: z.array(
		z.object({
			resource: z.object({ attributes }),
			scopeSpans: z.array(z.object({ scope: z.object({ name: z.string() }), spans: z.array(span) })),
		}),
	),
});

/** A span as it was sent, with what it was sent by. */
export type ReceivedSpan = z.infer<typeof span> & { scope: string; service: unknown };

export interface OtlpReceiver {
	/** Of the receiver: what OTEL_EXPORTER_OTLP_ENDPOINT is set to. */
	url: string;
	spans: ReceivedSpan[];
	/** Requests that came. */
	requests(): number;
	close(): Promise<void>;
}

/**
 * Takes OTLP over HTTP in JSON, as a collector does.
 * @param hangs takes requests and never answers
 */
export async function startOtlpReceiver({ hangs = false, port = 0 } = {}): Promise<OtlpReceiver> {
	const spans: ReceivedSpan[] = [];
	let requests = 0;
	const server = createServer(async (req, res) => {
		requests += 1;
		if (hangs) return;
		const body = await text(req);
		if (req.method !== 'POST' || req.url !== '/v1/traces') return res.writeHead(404).end();
		for (const { resource, scopeSpans } of request.parse(JSON.parse(body)).resourceSpans) {
			const service = resource.attributes['service.name'];
			for (const { scope, spans: sent } of scopeSpans) {
				spans.push(...sent.map((each) => ({ ...each, scope: scope.name, service })));
			}
		}
		return res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
	});
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('The receiver has no port.');
	return {
		url: `http://127.0.0.1:${address.port}`,
		spans,
		requests: () => requests,
		close() {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		},
	};
}
