import { RandomIdGenerator } from '@opentelemetry/sdk-trace-node';
import type { MatchTrace } from './match-trace.ts';

/** Random ids, but for the first span of a match, whose ids are given. */
export class SpanIds extends RandomIdGenerator {
	#given: MatchTrace | null = null;

	constructor() {
		super();
		// RandomIdGenerator has functions for properties, which no method can override.
		const { generateTraceId, generateSpanId } = this;
		this.generateTraceId = () => this.#given?.traceId ?? generateTraceId();
		this.generateSpanId = () => this.#given?.spanId ?? generateSpanId();
	}

	/** The span that `start` starts has these ids. */
	give<Span>(ids: MatchTrace, start: () => Span): Span {
		this.#given = ids;
		try {
			return start();
		} finally {
			this.#given = null;
		}
	}
}
