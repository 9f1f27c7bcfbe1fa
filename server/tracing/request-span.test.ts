import { afterAll, beforeAll, expect, it } from 'vitest';
import { testWeb } from '../../tests/web.ts';
import { readEnv } from '../env.ts';
import { createLogger } from '../log.ts';
import { type OtlpReceiver, startOtlpReceiver } from './otlp-receiver.fixture.ts';
import { startTracing } from './start-tracing.ts';

let receiver: OtlpReceiver;
let end: () => Promise<void>;

// Before the web process's, which is built when it is known whether it is traced.
beforeAll(async () => {
	receiver = await startOtlpReceiver();
	const env = readEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
	end = await startTracing('web', env, createLogger('web', 'fatal'));
});

const web = testWeb();

afterAll(() => receiver.close());

it('gives each request a span below the caller’s own, with what the database did for it', async () => {
	const traceId = '0af7651916cd43dd8448eb211c80319c';
	const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
	const { url } = web();
	await fetch(`${url}/api/health`, { headers: { traceparent } });
	await fetch(`${url}/nothing/of/the/kind`);
	await fetch(`${url}/metrics`);
	await end();
	const { spans } = receiver;
	const requests = spans.filter(({ scope, kind }) => scope === 'touchline' && kind === 2);
	expect(requests).toMatchObject([
		{
			name: 'GET /api/*',
			traceId,
			parentSpanId: 'b7ad6b7169203331',
			attributes: {
				'http.request.method': 'GET',
				'http.route': '/api/*',
				'url.path': '/api/health',
				'http.response.status_code': 503,
			},
		},
		{ name: 'GET /nothing/*', attributes: { 'http.response.status_code': 404 } },
	]);
	expect(requests[1]?.traceId).not.toBe(traceId);
	const queries = spans.filter(({ name }) => name === 'prisma:client:db_query');
	expect(queries.length).toBeGreaterThan(0);
	expect(new Set(queries.map((query) => query.traceId))).toEqual(new Set([traceId]));
});
