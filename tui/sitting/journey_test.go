package sitting

import "testing"

// What could tell who a patient is draws a warning; ordinary notes do not.
func TestIdentifies(t *testing.T) {
	for text, want := range map[string]bool{
		"Anna, born 3.4.1980": true, "DOB 01/02/1985": true, "MRN 1234567": true, "patient no. 99123": true, "Mrs Smith was calm": true,
		"A 45-year-old teacher; second session, calm": false, "2.5 hours, 2026-11-22": false, "read three papers of 2019": false, "case 3 of the group": false,
	} {
		if got := Identifies(text) != ""; got != want {
			t.Errorf("%q: warned %t, want %t", text, got, want)
		}
	}
}
