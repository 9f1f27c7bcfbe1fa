/** What was typed into a field, without the space around it; empty where the form has no such field. */
export function formText(form: FormData, field: string): string {
	const value = form.get(field);
	return typeof value === 'string' ? value.trim() : '';
}
