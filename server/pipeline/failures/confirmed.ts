import { AppError } from '../../errors.ts';
import { countOf } from '../../words.ts';

/** @throws AppError 'conflict' when more failures would be touched than the operator confirmed */
export function requireConfirmed(total: number, confirmed: number): void {
	if (total <= confirmed) return;
	throw new AppError(
		'conflict',
		`${countOf(total, 'failure')} would be touched now, ${confirmed} were confirmed: look at them again and confirm the new number.`,
	);
}
