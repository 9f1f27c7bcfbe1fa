import type { AlertKind, Condition, OpenAlert } from '../alert.ts';
import type { Situation } from '../situation.ts';

export interface Hold {
	pipelineMs: number;
	realMs: number;
	/** No more than half of what was left until this pipeline time when it was first found: it is told before it. */
	before?: Date;
}

/** What a rule found to be wrong. */
export interface Finding extends Condition {
	/** It has to be found for so long before it is an alert. */
	holds?: Hold;
	/** For the log, when it opens or gets worse. */
	fields?: Record<string, unknown>;
}

/** Says what is wrong from what one look has read. Pure. */
export interface Rule {
	kind: AlertKind;
	/** Null when this look cannot tell: what is open stays as it is. */
	find(situation: Situation): Finding[] | null;
	/** Milliseconds of pipeline time that an alert stays open after it was last found: what flaps is told once. */
	closesAfter: number;
	/** Whether an alert that is not found any more can be closed at once. */
	isOver?(alert: OpenAlert, situation: Situation): boolean;
}
