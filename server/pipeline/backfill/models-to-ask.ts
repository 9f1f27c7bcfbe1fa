import { isVoid } from '../plan.ts';
import { dueBeforeKickoff } from '../stages.ts';
import type { Gap } from './find-gaps.ts';
import type { BackfillPolicy } from './order.ts';

/** What a backfill does about a gap: asks models, or leaves the match alone for a reason. */
export type GapVerdict =
	| {
			is: 'to do';
			modelIds: string[];
			/** Those of them whose retroactive predictions are made anew. */
			anew: string[];
	  }
	| { is: 'skipped'; reason: string };

export const NOT_DUE = 'its predictions are not due: the pipeline asks for them 30 min before kick-off';

/** Which models a policy asks about a match, or why it asks none. */
export function gapVerdict(gap: Gap, policy: BackfillPolicy, now: Date): GapVerdict {
	if (isVoid(gap)) return skipped(`the match is ${gap.status}: it wants no predictions`);
	if (now < dueBeforeKickoff('predictions', gap.kickoffAt)) return skipped(NOT_DUE);
	if (gap.runId !== null) return skipped(`backfill ${gap.runId} has it already`);
	if (policy === 'all') return toDo(gap.missing, gap.retroactive);

	const cleared = new Set(gap.fanOutCleared ? gap.missing : gap.cleared);
	const open = gap.missing.filter((id) => !cleared.has(id));
	if (open.length === 0) return skipped('an operator cleared what is missing: the policy "all" asks for it');
	if (policy === 'failed' && !gap.stageFailed && gap.failed.length === 0) {
		return skipped('nothing of it has failed: the policy "missing" asks for it');
	}
	return toDo(open);
}

function toDo(missing: string[], anew: string[] = []): GapVerdict {
	return { is: 'to do', modelIds: [...missing, ...anew].toSorted(), anew };
}

function skipped(reason: string): GapVerdict {
	return { is: 'skipped', reason };
}
