import type { ButtonHTMLAttributes } from 'react';
import { MAY_LOOK_NOT_ACT, MAY_LOOK_NOTE, useMayAct } from '../../may-act.tsx';

const LOOKS = {
	primary: 'border-transparent bg-accent text-accent-ink hover:opacity-90',
	plain: 'border-line bg-surface text-ink hover:bg-raised',
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
	look?: keyof typeof LOOKS;
	/** It sends a form that only asks for something to be shown: viewers may, too. */
	reads?: boolean;
}

/** What submits a form is off, and says why, for those who may look but not act. */
export function Button({
	look = 'plain',
	reads = false,
	className = '',
	type = 'submit',
	...rest
}: ButtonProps) {
	const off = !useMayAct() && type === 'submit' && !reads;
	return (
		<button
			type={type}
			className={`inline-flex min-h-8 items-center justify-center gap-1.5 rounded-md border px-3 py-1 text-[13px] font-medium transition-colors disabled:opacity-60 ${LOOKS[look]} ${className}`}
			{...rest}
			{...(off && OFF)}
		/>
	);
}

const OFF = { disabled: true, title: MAY_LOOK_NOT_ACT, 'aria-describedby': MAY_LOOK_NOTE };
