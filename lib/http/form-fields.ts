/** The fields of the form that a server action is called with; none for whatever else somebody calls it with. */
export function fieldsOf(form: unknown): Record<string, FormDataEntryValue> {
  return form instanceof FormData ? Object.fromEntries(form) : {};
}
