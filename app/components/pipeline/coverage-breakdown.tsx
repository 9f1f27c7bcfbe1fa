import type { Coverage } from '../../../server/pipeline/coverage.ts';
import { STAGES } from '../../../server/pipeline/stages.ts';
import { counted } from '../../count.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { CoverageBars, type CoverageRow } from './coverage-bars.tsx';
import { rowsByCompetition, rowsByHour } from './coverage-rows.ts';
import { STAGE_LABELS } from './stage-state.ts';

/** How many of the coming matches are covered: by stage, by the time until kick-off, by competition. */
export function CoverageBreakdown({ coverage: { byStage, byHour, byCompetition } }: { coverage: Coverage }) {
	const stages = STAGES.map((stage) => ({ label: STAGE_LABELS[stage], ...byStage[stage] }));
	return (
		<div className="grid gap-4">
			<CoverageBars rows={stages} label="By stage" />
			<More title="By hours to kick-off" rows={rowsByHour(byHour)} />
			<More title="By competition" rows={rowsByCompetition(byCompetition)} />
		</div>
	);
}

/** Closed, it says whether there is a gap to be seen. */
function More({ title, rows }: { title: string; rows: CoverageRow[] }) {
	if (rows.length === 0) return null;
	const gaps = rows.reduce((sum, { matches, covered }) => sum + matches - covered, 0);
	return (
		<Disclosure
			summary={
				<>
					{title}
					{gaps > 0 && <span className="text-bad"> ({counted(gaps, 'gap')})</span>}
				</>
			}
		>
			<CoverageBars rows={rows} label={title} />
		</Disclosure>
	);
}
