import { type ReactNode, useId } from 'react';

interface CardProps {
	/** For links to it within the page. */
	id?: string;
	title: string;
	/** Beside the title: a count, a hint. */
	aside?: ReactNode;
	/** Without padding, for tables and lists that reach the edges. */
	flush?: boolean;
	className?: string;
	children: ReactNode;
}

/** A titled part of a page. */
export function Card({ id: anchor, title, aside, flush = false, className = '', children }: CardProps) {
	const heading = useId();
	return (
		<section
			id={anchor}
			aria-labelledby={heading}
			className={`@container min-w-0 rounded-lg border bg-surface ${className}`}
		>
			<header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b px-4 py-2">
				<h2 id={heading} className="text-[13px] font-semibold">
					{title}
				</h2>
				{aside !== undefined && <div className="text-xs text-muted">{aside}</div>}
			</header>
			<div className={flush ? '' : 'p-4'}>{children}</div>
		</section>
	);
}
