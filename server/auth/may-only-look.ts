import { AppError } from '../errors.ts';

/** Why a viewer was refused. */
export function mayOnlyLook({ name }: { name: string }): AppError {
	return new AppError(
		'forbidden',
		`"${name}" may look, not act: ask an operator to do it, or to make you one under Settings.`,
	);
}
