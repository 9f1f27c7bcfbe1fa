import type { Clock } from '../clock.ts';
import { recordAction } from './audit.ts';
import type { PassReport, PlannedChange, ReconcileReport } from './pass-report.ts';
import { type PassDeps, previewPass, runPass } from './passes.ts';
import type { ReconcileDeps } from './reconcile.ts';
import { QUEUED_STAGES } from './stages.ts';

/** What a pass would do now. */
export interface PassPreview {
	report: ReconcileReport;
	/** How many changes of each kind there are in each stage. */
	counts: { stage: PlannedChange['stage']; change: PlannedChange['change']; jobs: number }[];
	/** At most 500 of them. */
	changes: PlannedChange[];
	/** How many there are in all. */
	total: number;
}

const CHANGES: PlannedChange['change'][] = ['add', 'replace', 'move', 'drop'];

/** More than anybody reads; the report counts all. */
const MOST_CHANGES = 500;

/** What the operator's pass would do now; it changes nothing. */
export async function previewOperatorPass(deps: ReconcileDeps): Promise<PassPreview> {
	const { report, changes } = await previewPass(deps);
	return {
		report,
		counts: countByStage(changes),
		changes: changes.slice(0, MOST_CHANGES),
		total: changes.length,
	};
}

export interface OperatorPassDeps extends PassDeps {
	/** Real time, for the audit trail. */
	realClock: Clock;
}

/** Puts every queue right at once, and keeps who asked for it. */
export async function runOperatorPass(deps: OperatorPassDeps, operatorId: string): Promise<PassReport> {
	const report = await runPass(deps, 'operator');
	const { checked, added, revived, replaced, moved, dropped } = report;
	await recordAction(deps.db, {
		operatorId,
		at: deps.realClock.now(),
		action: 'pipeline.reconcile',
		detail: { checked, added: { ...added }, revived, replaced, moved, dropped },
	});
	return report;
}

function countByStage(changes: PlannedChange[]): PassPreview['counts'] {
	return QUEUED_STAGES.flatMap((stage) =>
		CHANGES.map((change) => ({
			stage,
			change,
			jobs: changes.filter((planned) => planned.stage === stage && planned.change === change).length,
		})).filter(({ jobs }) => jobs > 0),
	);
}
