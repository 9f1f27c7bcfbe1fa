import { CalendarX } from 'lucide-react';
import type { Service } from '../../../server/history/service-history.ts';
import { counted, grouped } from '../../count.ts';
import { Card } from '../ui/card.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { Empty } from '../ui/empty.tsx';
import { MarginChart } from './margin-chart.tsx';
import { ServiceStrip } from './service-strip-view.tsx';
import { ServiceTable } from './service-table.tsx';
import type { ServiceView } from './service-view.ts';

/** Whether the matches had all their predictions before kick-off, and how long before. */
export function ServiceCard({
	service: { total, competitions, margin, rows, older },
}: {
	service: ServiceView;
}) {
	if (total.matches === 0) {
		return (
			<Card title="Served in time" flush>
				<Empty icon={CalendarX}>No match kicked off in this time.</Empty>
			</Card>
		);
	}
	return (
		<Card title="Served in time" aside="days in UTC">
			<div className="grid gap-x-8 gap-y-6 lg:grid-cols-2">
				<div className="min-w-0">
					<p className="text-muted">{totalInWords(total)}</p>
					<ul aria-label="Competitions" className="mt-3 grid gap-4">
						{competitions.map(({ id, name, cells, ...service }) => (
							<li key={id}>
								<p className="flex flex-wrap justify-between gap-x-4">
									<span dir="auto">{name}</span>
									<span
										className={service.served === service.matches ? 'text-muted' : 'font-medium text-bad'}
									>
										{grouped(service.served)} of {grouped(service.matches)} ({service.percentage} %)
									</span>
								</p>
								<ServiceStrip cells={cells} />
							</li>
						))}
					</ul>
				</div>
				<div className="min-w-0">
					<MarginChart margin={margin} />
				</div>
			</div>
			<div className="mt-4">
				<Disclosure summary="Day by day, as a table">
					<ServiceTable rows={rows} older={older} />
				</Disclosure>
			</div>
		</Card>
	);
}

function totalInWords({ matches, served, percentage }: Service): string {
	if (served === matches) {
		return matches === 1
			? 'The one match that kicked off had every prediction before.'
			: `All ${grouped(matches)} matches that kicked off had every prediction before.`;
	}
	return `${grouped(served)} of ${counted(matches, 'match', 'matches')} had every prediction before kick-off: ${percentage} %.`;
}
