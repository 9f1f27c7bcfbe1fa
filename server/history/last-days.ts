import { type Outage, outagesBetween } from '../pipeline/outages.ts';
import type { ProcessContext } from '../process.ts';
import { firstOfDays } from './ages.ts';
import { type CoverageHistory, coverageHistory } from './coverage-history.ts';
import { type ModelHistory, modelHistory } from './model-history.ts';
import { type ServiceHistory, serviceHistory } from './service-history.ts';

/** How the last days went: what an operator compares today with. */
export interface LastDays {
	/** The beginning of the first day (UTC), and now. */
	from: Date;
	to: Date;
	service: ServiceHistory;
	coverage: CoverageHistory;
	/** The oldest first. */
	outages: Outage[];
	/** Of the last 7 days, however many are looked at: what came before says little about a model. */
	models: ModelHistory[];
}

const MODEL_DAYS = 7;

/** The last `days` days (UTC), today among them. */
export async function lastDays(
	{ db, clock }: Pick<ProcessContext, 'db' | 'clock'>,
	days: number,
): Promise<LastDays> {
	const to = clock.now();
	const from = firstOfDays(days, to);
	const [service, coverage, outages, models] = await Promise.all([
		serviceHistory(db, to, { from, to }),
		coverageHistory(db, from, to),
		outagesBetween(db, from, to),
		modelHistory(db, to, MODEL_DAYS),
	]);
	return { from, to, service, coverage, outages, models };
}
