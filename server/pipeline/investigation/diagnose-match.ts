import { diagnose } from '../diagnosis.ts';
import { type EvidenceDeps, loadEvidence } from './evidence.ts';
import { openFailuresOf } from './failed-work.ts';
import { groupFailures } from './group-failures.ts';
import type { FailureGroup } from './investigation.ts';
import { LOOK_BACK } from './look-back.ts';

/** Why the open failures of one match have failed: those of one kind and one cause stand together. */
export async function diagnoseMatch(deps: EvidenceDeps, matchId: string): Promise<FailureGroup[]> {
	const failures = await openFailuresOf(deps.db, matchId, deps.clock.now());
	if (failures.length === 0) return [];
	const evidence = await loadEvidence(deps, failures);
	const diagnosed = evidence.map((known) => ({ failure: known.failure, diagnosis: diagnose(known) }));
	return groupFailures(diagnosed, LOOK_BACK).map(({ group }) => group);
}
