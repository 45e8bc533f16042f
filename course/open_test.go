package course_test

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lectern/course"
)

// zipOf writes a zip with entries of these names, links marked by a leading "@".
func zipOf(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, n := range names {
		h := &zip.FileHeader{Name: strings.TrimPrefix(n, "@"), Method: zip.Deflate}
		h.SetMode(0o644)
		if n != h.Name {
			h.SetMode(fs.ModeSymlink | 0o777)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		content := "id: z\ntitle: Z\n"
		if strings.HasSuffix(n, "bomb") {
			content = strings.Repeat("0", 5<<20)
		}
		if strings.HasSuffix(n, ".md") {
			content = "---\ntitle: One\n---\nText.\n"
		}
		_, _ = f.Write([]byte(content))
	}
	w.Close()
	path := filepath.Join(t.TempDir(), "course.zip")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// A zip opens like the folder it was made of, also with everything inside one top folder.
func TestZipOpens(t *testing.T) {
	for _, names := range [][]string{{"course.yaml", "sessions/01-one.md"}, {"top/course.yaml", "top/sessions/01-one.md"}} {
		fsys, closer, err := course.Open(zipOf(t, names...))
		if err != nil {
			t.Fatal(err)
		}
		c, found := course.Load(fsys)
		if c == nil || len(c.Sessions) != 1 {
			t.Errorf("%v: %v", names, found)
		}
		closer.Close()
	}
}

// A zip that no course needs is refused as a whole.
func TestHostileZipsAreRefused(t *testing.T) {
	for _, c := range [][2]string{
		{"../evil", "path that is not allowed"}, {"/etc/x", "path that is not allowed"}, {"a\\b", "path that is not allowed"},
		{"@link", "link or a device"}, {"bomb", "packed more than"}, {"Course.yaml", "same file"}, {strings.Repeat("n", 300), "not allowed"},
	} {
		_, _, err := course.Open(zipOf(t, "course.yaml", c[0]))
		if err == nil || !strings.Contains(err.Error(), c[1]) {
			t.Errorf("%q: error %v, want %q", c[0], err, c[1])
		}
	}
	path := filepath.Join(t.TempDir(), "x.zip")
	_ = os.WriteFile(path, []byte("hello"), 0o600)
	if _, _, err := course.Open(path); err == nil || !strings.Contains(err.Error(), "is no zip") {
		t.Errorf("no zip: %v", err)
	}
}

// A folder is confined: a link in it that leads out is not followed.
func TestFolderIsConfined(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret")
	_ = os.WriteFile(outside, []byte("id: secret\ntitle: Secret\n"), 0o600)
	dir := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "course.yaml")); err != nil {
		t.Skip("no links here")
	}
	fsys, closer, err := course.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	if c, _ := course.Load(fsys); c != nil {
		t.Error("a file outside the folder was read")
	}
}

// A file beyond the limit is refused without being read.
func TestLargeFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	_ = os.Mkdir(filepath.Join(dir, "sessions"), 0o700)
	_ = os.WriteFile(filepath.Join(dir, "course.yaml"), []byte("id: x\ntitle: X\n"), 0o600)
	f, _ := os.Create(filepath.Join(dir, "sessions", "01-big.md"))
	_ = f.Truncate(100 << 20)
	f.Close()
	fsys, closer, err := course.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closer.Close()
	c, found := course.Load(fsys)
	if c == nil || !strings.Contains(found[0].Message, "larger than 16 MB") {
		t.Errorf("findings %v", found)
	}
	if b := c.Sessions[0].Body(); len(b.Findings) == 0 || len(b.Reading.Blocks) != 0 {
		t.Error("the body was read")
	}
}
