import type { ButtonHTMLAttributes } from 'react';

const LOOKS = {
	primary: 'border-transparent bg-accent text-accent-ink hover:opacity-90',
	plain: 'border-line bg-surface text-ink hover:bg-raised',
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
	look?: keyof typeof LOOKS;
}

export function Button({ look = 'plain', className = '', type = 'submit', ...rest }: ButtonProps) {
	return (
		<button
			type={type}
			className={`inline-flex min-h-8 items-center justify-center gap-1.5 rounded-md border px-3 py-1 text-[13px] font-medium transition-colors disabled:opacity-60 ${LOOKS[look]} ${className}`}
			{...rest}
		/>
	);
}
