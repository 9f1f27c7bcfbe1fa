import type { ReactNode } from 'react';

export interface Figure {
	label: string;
	value: ReactNode;
	/** Beside the value: of how many. */
	of?: ReactNode;
}

/** A few numbers that tell how much there is of something, beside each other. */
export function Figures({ figures }: { figures: Figure[] }) {
	return (
		<dl className="grid grid-cols-[auto_auto_auto] justify-between gap-x-3 gap-y-3 sm:flex sm:justify-start sm:flex-wrap sm:gap-x-10">
			{figures.map(({ label, value, of }) => (
				<div key={label} className="flex flex-col-reverse justify-end">
					<dt className="text-xs text-muted">{label}</dt>
					<dd className="text-base font-semibold leading-6">
						{value}
						{of !== undefined && (
							<span className="text-[13px] font-normal leading-none text-muted"> {of}</span>
						)}
					</dd>
				</div>
			))}
		</dl>
	);
}
