import type { Overview } from '../../../server/pipeline/overview.ts';
import { STAGES } from '../../../server/pipeline/stages.ts';
import { counted, grouped } from '../../count.ts';
import { urls } from '../../urls.ts';
import { queueNotes } from '../pipeline/queue-notes.ts';
import { STAGE_LABELS } from '../pipeline/stage-state.ts';
import type { Tone } from '../ui/tone.ts';

export interface VitalSign {
	label: string;
	value: string;
	/** Beside the value: of how many, or what it means. */
	hint: string;
	tone: Tone;
	/** Where it is looked into. */
	to: string;
}

type Vital = Pick<Overview, 'coverage' | 'atRisk' | 'failureCounts' | 'workers' | 'queues'>;

/** The few figures that tell at a glance whether there is anything to do. */
export function vitalSigns({ coverage, atRisk, failureCounts, workers, queues }: Vital): VitalSign[] {
	return [
		ofCoverage(coverage),
		ofRisk(atRisk),
		ofFailures(failureCounts),
		ofWorkers(workers),
		ofQueues(queues),
	];
}

function ofCoverage({ matches, covered, windowHours }: Vital['coverage']): VitalSign {
	const label = `Served, next ${windowHours} h`;
	if (matches === 0) return { label, value: '0', hint: 'no matches', tone: 'quiet', to: urls.matches };
	return {
		...{ label, value: grouped(covered), hint: `of ${counted(matches, 'match', 'matches')}` },
		tone: covered === matches ? 'good' : 'bad',
		to: urls.matches,
	};
}

function ofRisk(atRisk: Vital['atRisk']): VitalSign {
	const critical = atRisk.filter(({ severity }) => severity === 'critical').length;
	return {
		...{ label: 'At risk', value: grouped(atRisk.length) },
		hint: critical > 0 ? `${grouped(critical)} within 2 h` : 'within 6 h',
		tone: atRisk.length === 0 ? 'good' : critical > 0 ? 'bad' : 'warn',
		to: urls.atRisk,
	};
}

function ofFailures(counts: Vital['failureCounts']): VitalSign {
	const failing = STAGES.filter((stage) => counts[stage] > 0);
	const [only] = failing;
	return {
		label: 'Open failures',
		value: grouped(failing.reduce((sum, stage) => sum + counts[stage], 0)),
		hint:
			only === undefined
				? 'nothing to retry'
				: failing.length === 1
					? `in ${STAGE_LABELS[only].toLowerCase()}`
					: `in ${failing.length} stages`,
		tone: only === undefined ? 'good' : 'bad',
		to: urls.failures,
	};
}

function ofWorkers(workers: Vital['workers']): VitalSign {
	const alive = workers.filter((worker) => worker.alive > 0).length;
	return {
		...{ label: 'Workers', value: grouped(alive), hint: `of ${workers.length} kinds alive` },
		tone: alive === workers.length ? 'good' : 'bad',
		to: urls.workers,
	};
}

function ofQueues(queues: Vital['queues']): VitalSign {
	const jobs = queues.reduce(
		(sum, { active, waiting, prioritized }) => sum + active + waiting + prioritized,
		0,
	);
	const stuck = queues.filter((queue) => queueNotes(queue).some(({ tone }) => tone !== 'quiet')).length;
	return {
		...{ label: 'Jobs to do now', value: grouped(jobs) },
		hint: stuck > 0 ? `${counted(stuck, 'queue')} to look at` : 'in the queues',
		tone: stuck > 0 ? 'warn' : 'good',
		to: urls.workers,
	};
}
