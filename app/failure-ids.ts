/** The failures that a form names. */
export function failureIds(form: FormData): string[] {
	return form.getAll('failure').filter((value) => typeof value === 'string');
}
