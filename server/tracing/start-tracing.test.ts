import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { choosePort } from '../embedded-postgres/port.ts';
import { readEnv } from '../env.ts';
import { createLogger } from '../log.ts';
import { matchTrace } from './match-trace.ts';
import { startOtlpReceiver } from './otlp-receiver.fixture.ts';
import { startTracing } from './start-tracing.ts';
import { traceTarget } from './trace-target.ts';
import { traced, tracing } from './tracing.ts';

const lines: { level: number; msg: string }[] = [];
const log = createLogger('web', 'info', { write: (line) => void lines.push(JSON.parse(line)) });

afterEach(() => {
	lines.length = 0;
});

const work = () => traced('analysis', { match: 'm1', stage: 'analysis' }, async () => 'done');

describe('the target of traces', () => {
	it.each([
		[{}, null],
		[{ OTEL_SERVICE_NAME: 'mine' }, null],
		[
			{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' },
			{ url: 'http://127.0.0.1:4318/v1/traces', serviceName: 'touchline-web' },
		],
		[
			{ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector/otlp/', OTEL_SERVICE_NAME: 'mine' },
			{ url: 'https://collector/otlp/v1/traces', serviceName: 'mine' },
		],
		[
			{
				OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
				OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://127.0.0.1:4319/traces',
			},
			{ url: 'http://127.0.0.1:4319/traces', serviceName: 'touchline-web' },
		],
	])('is read from %o', (variables, target) => {
		expect(traceTarget('web', readEnv(variables))).toEqual(target);
	});
});

describe('without a target', () => {
	it('nothing is traced', async () => {
		const end = await startTracing('web', readEnv({}), log);
		expect(tracing()).toBeNull();
		expect(await work()).toBe('done');
		await end();
	});

	/** How many of OpenTelemetry's modules a worker's process has loaded after its start. */
	const loadedWith = (variables: Record<string, string>) =>
		execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', PROGRAM], {
			env: { ...process.env, VARIABLES: JSON.stringify(variables) },
			encoding: 'utf8',
		}).trim();

	const PROGRAM = `
		import Module from 'node:module';
		await import('./server/worker-process.ts');
		const { startTracing } = await import('./server/tracing/start-tracing.ts');
		const { readEnv } = await import('./server/env.ts');
		await startTracing('web', readEnv(JSON.parse(process.env.VARIABLES)), {});
		console.log(Object.keys(Module._cache).some((file) => file.includes('@opentelemetry')));
		process.exit(0);`;

	it('nothing of OpenTelemetry is loaded', () => {
		expect(loadedWith({})).toBe('false');
		expect(loadedWith({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' })).toBe('true');
	});
});

describe('a collector in trouble', () => {
	const traceTo = (url: string) => startTracing('web', readEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: url }), log);

	it('is told once when it cannot be reached, and holds up nothing', async () => {
		const end = await traceTo(`http://127.0.0.1:${await choosePort('/nowhere')}`);
		expect(await work()).toBe('done');
		await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 10_000 });
		expect(await work()).toBe('done');
		await end();
		expect(lines).toMatchObject([{ level: 40, msg: expect.stringContaining('traces cannot be sent') }]);
	});

	it('is not waited for when it hangs, not even at the end', async () => {
		const receiver = await startOtlpReceiver({ hangs: true });
		const end = await traceTo(receiver.url);
		expect(await work()).toBe('done');
		await vi.waitFor(() => expect(receiver.requests()).toBe(1), { timeout: 10_000 });
		await end();
		expect(tracing()).toBeNull();
		expect(lines).not.toEqual([]);
		await receiver.close();
	});

	it('is told when it is back', async () => {
		const port = await choosePort('/nowhere');
		const end = await traceTo(`http://127.0.0.1:${port}`);
		await work();
		await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 10_000 });
		const receiver = await startOtlpReceiver({ port });
		await work();
		await end();
		expect(lines.map(({ msg }) => msg).at(-1)).toBe('traces can be sent again');
		expect(receiver.spans).toMatchObject([{ name: 'analysis' }]);
		await receiver.close();
	});
});

describe('the trace of a match', () => {
	it('follows from its id alone, and is its own', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
				const trace = matchTrace(one);
				expect(trace).toEqual(matchTrace(one));
				expect(trace.traceId).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
				expect(trace.spanId).toMatch(/^(?!0+$)[0-9a-f]{16}$/);
				if (one !== other) expect(trace.traceId).not.toBe(matchTrace(other).traceId);
			}),
		);
	});
});
