import { SECOND } from '../clock.ts';
import { describeError } from '../errors.ts';
import { inTime } from '../in-time.ts';
import type { Logger } from '../log.ts';
import type { Figure, MetricDeps, MetricGroup } from './figure.ts';

/** Real milliseconds that a scrape waits for a group; Prometheus itself gives up after 10 s. */
const PATIENCE = 4 * SECOND;

/**
 * Reads a group, or gives null when that fails or takes longer than 4 s. What hangs is not asked again
 * until it has answered, so that scrapes do not pile up on a database in trouble.
 */
export function createPatientReader(
	group: MetricGroup,
	deps: MetricDeps & { log: Logger },
): () => Promise<Figure[] | null> {
	let underWay: Promise<Figure[]> | null = null;
	let failing = false;

	function failed(reason: string): null {
		if (!failing) deps.log.error({ group: group.name }, `metrics cannot be read: ${reason}`);
		failing = true;
		return null;
	}

	return async () => {
		underWay ??= group.read(deps).finally(() => {
			underWay = null;
		});
		try {
			const figures = await inTime(underWay, PATIENCE);
			if (figures === null) return failed(`no answer within ${PATIENCE / SECOND} s`);
			failing = false;
			return figures;
		} catch (error) {
			return failed(describeError(error));
		}
	};
}
