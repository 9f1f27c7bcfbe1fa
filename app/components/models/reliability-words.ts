import type { CalibrationBin } from '../../../server/pipeline/points/calibration.ts';
import { counted } from '../../count.ts';

/** How good the chances are, in one sentence: the mean distance of what was said from what came true, by how many. */
export function reliabilitySummary(bins: CalibrationBin[]): string {
	const chances = bins.reduce((sum, bin) => sum + bin.chances, 0);
	if (chances === 0) return 'No settled prediction has chances yet.';
	const distance = bins.reduce(
		(sum, bin) => sum + bin.chances * Math.abs((bin.predicted ?? 0) - (bin.observed ?? 0)),
		0,
	);
	return `Of ${counted(chances, 'chance')} that were given, what came true is ${((100 * distance) / chances).toFixed(1)} percentage points beside what was said, on average.`;
}
