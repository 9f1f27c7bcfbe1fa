import {
	type Context,
	context,
	propagation,
	ROOT_CONTEXT,
	type Span,
	SpanStatusCode,
	TraceFlags,
	type Tracer,
	trace,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { PrismaInstrumentation } from '@prisma/instrumentation';
import { BullMQOtel } from 'bullmq-otel';
import { describeError } from '../errors.ts';
import { inTime } from '../in-time.ts';
import type { Logger } from '../log.ts';
import { NotYetError } from '../queue/outcomes.ts';
import { matchTrace } from './match-trace.ts';
import { QuietExporter } from './quiet-exporter.ts';
import { requestSpan } from './request-span.ts';
import { MATCH_ATTRIBUTE, sampler } from './sampler.ts';
import { SpanIds } from './span-ids.ts';
import type { TraceTarget } from './trace-target.ts';
import { setTracing, type Traced, type Tracing } from './tracing.ts';

/** Real milliseconds that a batch may take, and that the end of the process waits for the last one. */
const PATIENCE = 3_000;

/** Spans of this time, in real milliseconds, are sent together. */
const BATCH = 1_000;

/** Spans that wait to be sent; a match has about 450, and many are predicted at once. Those beyond are lost. */
const WAITING = 20_000;

/** Parts of a query that take no time to speak of. */
const UNTOLD = ['prisma:client:serialize', 'prisma:client:compile'];

/** Traces this process. @returns ends it: what was traced is sent, within 3 s */
export function openTelemetry({ url, serviceName }: TraceTarget, log: Logger): () => Promise<void> {
	const ids = new SpanIds();
	const exporter = new QuietExporter(new OTLPTraceExporter({ url, timeoutMillis: PATIENCE }), url, log);
	const provider = new NodeTracerProvider({
		resource: resourceFromAttributes({ 'service.name': serviceName }),
		sampler,
		idGenerator: ids,
		spanProcessors: [
			new BatchSpanProcessor(exporter, {
				scheduledDelayMillis: BATCH,
				exportTimeoutMillis: PATIENCE,
				maxQueueSize: WAITING,
			}),
		],
	});
	provider.register();
	const instrumentations = [
		new UndiciInstrumentation({ requireParentforSpans: true }),
		new PrismaInstrumentation({ ignoreSpanTypes: UNTOLD }),
	];
	for (const instrumentation of instrumentations) instrumentation.setTracerProvider(provider);
	setTracing(createTracing(provider.getTracer('touchline'), ids));

	return async () => {
		setTracing(null);
		for (const instrumentation of instrumentations) instrumentation.disable();
		for (const api of [trace, context, propagation]) api.disable();
		const ended = await inTime(
			provider.shutdown().then(() => true),
			PATIENCE,
		);
		if (ended === null) log.warn({ url }, 'the last traces could not be sent in time');
	};
}

function createTracing(tracer: Tracer, ids: SpanIds): Tracing {
	return {
		span(name, about, work) {
			const parent = parentOf(about.match);
			return tracer.startActiveSpan(name, { attributes: attributesOf(about) }, parent, async (span) => {
				try {
					return await work();
				} catch (error) {
					tell(span, error);
					throw error;
				} finally {
					span.end();
				}
			});
		},
		match(matchId) {
			const attributes = attributesOf({ match: matchId });
			ids
				.give(matchTrace(matchId), () => tracer.startSpan(`match ${matchId}`, { root: true, attributes }))
				.end();
		},
		jobTelemetry(matchId) {
			const carrier: Record<string, string> = {};
			propagation.inject(matchContext(matchId), carrier);
			return { metadata: JSON.stringify(carrier) };
		},
		bullmq: new BullMQOtel({ tracerName: 'bullmq' }),
		request: requestSpan(tracer),
	};
}

/** Work that was postponed has not failed. */
function tell(span: Span, error: unknown): void {
	if (error instanceof NotYetError) {
		span.addEvent('postponed', { until: error.until.toISOString(), reason: error.message });
		return;
	}
	span.recordException(error instanceof Error ? error : describeError(error));
	span.setStatus({ code: SpanStatusCode.ERROR, message: describeError(error) });
}

/** What is active, if it belongs to the match; else the match's first span. */
function parentOf(matchId: string | undefined): Context {
	const active = context.active();
	if (matchId === undefined) return active;
	const { traceId } = matchTrace(matchId);
	return trace.getSpanContext(active)?.traceId === traceId ? active : matchContext(matchId);
}

function matchContext(matchId: string): Context {
	const spanContext = { ...matchTrace(matchId), traceFlags: TraceFlags.SAMPLED, isRemote: true };
	return trace.setSpanContext(ROOT_CONTEXT, spanContext);
}

function attributesOf({ match, stage, model, job }: Traced): Record<string, string> {
	const attributes = {
		[MATCH_ATTRIBUTE]: match,
		'touchline.stage': stage,
		'touchline.model': model,
		'touchline.job': job,
	};
	return Object.fromEntries(
		Object.entries(attributes).flatMap(([key, value]) => (value ? [[key, value]] : [])),
	);
}
