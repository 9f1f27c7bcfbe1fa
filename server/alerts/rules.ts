import { failuresOfOneCause } from './rules/failures-of-one-cause.ts';
import { matchGap } from './rules/match-gap.ts';
import { providerRefusing } from './rules/provider-refusing.ts';
import { queueGrowing } from './rules/queue-growing.ts';
import { queuePaused } from './rules/queue-paused.ts';
import { queueStuck } from './rules/queue-stuck.ts';
import { queueUnreachable } from './rules/queue-unreachable.ts';
import type { Rule } from './rules/rule.ts';
import { settlementLate } from './rules/settlement-late.ts';
import { workersDown } from './rules/workers-down.ts';

/** Another kind of alert is a file in rules/ and its name here. */
export const RULES: Rule[] = [
	matchGap,
	workersDown,
	queueUnreachable,
	queueStuck,
	queueGrowing,
	queuePaused,
	providerRefusing,
	failuresOfOneCause,
	settlementLate,
];
