import { type MetricGroup, plain } from '../figure.ts';

/** What the timestamps of other groups are measured against. */
export const clockGroup: MetricGroup = {
	name: 'clock',
	read: ({ clock }) =>
		Promise.resolve([
			plain(
				'touchline_clock_timestamp_seconds',
				'The pipeline’s time as seconds since 1970: in a replay the virtual one.',
				clock.now().getTime() / 1_000,
			),
		]),
};
