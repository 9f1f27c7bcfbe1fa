import { CircleCheck, CircleX } from 'lucide-react';
import type { OutageGroup } from '../../../server/pipeline/outage-groups.ts';
import { Badge } from '../ui/badge.tsx';
import { OutageLine } from './outage-line.tsx';

/** Outages by the numbers that the chart's bands carry. @param dated tells their days, not only the days of the week */
export function OutageList({ outages, dated = false }: { outages: OutageGroup[]; dated?: boolean }) {
	if (outages.length === 0) {
		return (
			<p className="flex items-center gap-2 text-muted">
				<CircleCheck aria-hidden className="size-4 shrink-0 text-good" />
				No worker was down.
			</p>
		);
	}
	return (
		<ol aria-label="Outages" className="grid gap-1.5">
			{outages.map((outage, index) => (
				<li key={`${outage.kinds.join()} ${outage.from.toISOString()}`} className="flex items-start gap-2">
					<Badge tone="bad">{index + 1}</Badge>
					<OutageLine outage={outage} dated={dated} />
					{!outage.to && (
						<Badge tone="bad" icon={CircleX}>
							now
						</Badge>
					)}
				</li>
			))}
		</ol>
	);
}
