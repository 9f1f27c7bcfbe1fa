import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';

const LABEL = 'grid min-w-0 gap-1.5 text-[13px] font-medium';
const CONTROL =
	'w-full min-w-0 rounded-md border border-muted/70 bg-canvas px-3 text-sm font-normal text-ink';

/** One line of text, with its label above it. */
export function TextField({
	label,
	...input
}: { label: string } & Omit<InputHTMLAttributes<HTMLInputElement>, 'className'>) {
	return (
		<label className={LABEL}>
			{label}
			<input className={`h-9 placeholder:text-muted ${CONTROL}`} {...input} />
		</label>
	);
}

/** Some lines of text; Enter makes a new one, and sends nothing. */
export function TextArea({
	label,
	...area
}: { label: string } & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className'>) {
	return (
		<label className={LABEL}>
			{label}
			<textarea rows={2} className={`py-1.5 ${CONTROL}`} {...area} />
		</label>
	);
}

/** One of some values; `any` stands for none of them. */
export function SelectField({
	label,
	any,
	options,
	...select
}: {
	label: string;
	any?: string;
	options: Record<string, string>;
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'className'>) {
	return (
		<label className={LABEL}>
			{label}
			<select className={`h-9 ${CONTROL}`} {...select}>
				{any !== undefined && <option value="">{any}</option>}
				{Object.entries(options).map(([value, words]) => (
					<option key={value} value={value}>
						{words}
					</option>
				))}
			</select>
		</label>
	);
}
