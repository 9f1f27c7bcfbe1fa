import { type Attributes, type Context, SpanKind } from '@opentelemetry/api';
import { ParentBasedSampler, type Sampler, SamplingDecision } from '@opentelemetry/sdk-trace-node';

/** What marks the first span of a match. */
export const MATCH_ATTRIBUTE = 'touchline.match';

/**
 * Keeps what belongs to a match or to a request, and leaves out what a process does by itself all the time, such as
 * heartbeats and looks into empty queues.
 */
const beginnings: Sampler = {
	shouldSample(_context: Context, _traceId: string, _name: string, kind: SpanKind, attributes: Attributes) {
		const kept = kind === SpanKind.SERVER || MATCH_ATTRIBUTE in attributes;
		return { decision: kept ? SamplingDecision.RECORD_AND_SAMPLED : SamplingDecision.NOT_RECORD };
	},
	toString: () => 'MatchesAndRequests',
};

export const sampler: Sampler = new ParentBasedSampler({ root: beginnings });
