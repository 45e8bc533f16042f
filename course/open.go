package course

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// Limits of what is read. A file larger is refused, not cut.
const (
	maxFile    = 16 << 20
	maxCourse  = 256 << 20 // of a zip, unpacked
	maxEntries = 5000      // of a zip
	maxRatio   = 200       // of a zip's entry, unpacked to packed
)

// Open makes a folder or a zip readable as a course's file system. A folder is confined: no link leads out of it. A zip is
// refused as a whole if any of its entries is absolute, leads upward, is a link, or would unpack to more than the limits.
// The caller closes it when done.
func Open(name string) (fs.FS, io.Closer, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, fmt.Errorf("%s: there is nothing of that name — give the path of a course's folder or zip", CleanString(name))
	case err != nil:
		return nil, nil, fmt.Errorf("%s: cannot be read: %w", CleanString(name), bare(err))
	case info.IsDir():
		root, err := os.OpenRoot(name)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: cannot be opened: %w", CleanString(name), bare(err))
		}
		return root.FS(), root, nil
	case !info.Mode().IsRegular():
		return nil, nil, fmt.Errorf("%s: is neither a folder nor a zip — give the path of a course's folder or zip", CleanString(name))
	}
	return openZip(name)
}

// bare takes the path off an error, where the message has it already.
func bare(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

func openZip(name string) (fs.FS, io.Closer, error) {
	r, err := zip.OpenReader(name)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: is no zip that can be read (%v) — give the path of a course's folder or zip", CleanString(name), err)
	}
	if err := checkZip(r.File); err != nil {
		r.Close()
		return nil, nil, fmt.Errorf("%s: refused: %w", CleanString(name), err)
	}
	if top := topFolder(r.File); top != "" {
		sub, err := fs.Sub(r, top)
		return sub, r, err
	}
	return r, r, nil
}

// checkZip refuses what no course needs and an attacker might.
func checkZip(files []*zip.File) error {
	if len(files) > maxEntries {
		return fmt.Errorf("%d entries are more than the %d allowed", len(files), maxEntries)
	}
	var total uint64
	seen := map[string]string{}
	for _, f := range files {
		name := strings.TrimSuffix(f.Name, "/")
		shown := fmt.Sprintf("entry “%.60s”", CleanString(f.Name))
		fold := strings.ToLower(name)
		switch {
		case !fs.ValidPath(name) || strings.ContainsAny(name, "\\:\x00") || len(name) > 250:
			return fmt.Errorf("%s has a path that is not allowed", shown)
		case f.Mode()&fs.ModeType&^fs.ModeDir != 0:
			return fmt.Errorf("%s is a link or a device", shown)
		case f.UncompressedSize64 > maxFile:
			return fmt.Errorf("%s unpacks to more than %d MB", shown, maxFile>>20)
		case f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/max(1, f.CompressedSize64) > maxRatio:
			return fmt.Errorf("%s is packed more than %d times", shown, maxRatio)
		case seen[fold] != "":
			return fmt.Errorf("%s and “%.60s” are the same file on some systems", shown, CleanString(seen[fold]))
		}
		seen[fold] = f.Name
		if total += f.UncompressedSize64; total > maxCourse {
			return fmt.Errorf("it unpacks to more than %d MB", maxCourse>>20)
		}
	}
	return nil
}

// topFolder is the one folder that holds the course in a zip, if the course does not lie at its top.
func topFolder(files []*zip.File) string {
	top := ""
	for _, f := range files {
		if f.Name == "course.yaml" {
			return ""
		}
		if path.Base(f.Name) == "course.yaml" && strings.Count(f.Name, "/") == 1 {
			top = path.Dir(f.Name)
		}
	}
	return top
}

// readFile reads a regular file within the limit.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, bare(err)
	case !info.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	case info.Size() > maxFile:
		return nil, fmt.Errorf("larger than %d MB", maxFile>>20)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, bare(err)
	}
	defer f.Close()
	buf := make([]byte, info.Size()+1) // one more byte tells whether the file grew
	n, err := io.ReadFull(f, buf)
	switch {
	case err == nil:
		return nil, errors.New("the file grew while it was read")
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return buf[:n], nil
	}
	return nil, bare(err)
}

// readHead reads the beginning of a file, until done says that it is enough.
func readHead(fsys fs.FS, name string, done func([]byte) bool) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a regular file")
	}
	if err == nil && info.Size() > maxFile {
		err = fmt.Errorf("larger than %d MB", maxFile>>20)
	}
	if err != nil {
		return nil, bare(err)
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, bare(err)
	}
	defer f.Close()
	buf := make([]byte, 0, 8<<10)
	for len(buf) < 1<<20 {
		n, err := io.ReadFull(f, buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || err == nil && done(buf) {
			return buf, nil
		}
		if err != nil {
			return nil, bare(err)
		}
		buf = append(make([]byte, 0, 2*cap(buf)), buf...)
	}
	return buf, nil
}

func unreadable(path string, err error) Finding {
	return at(path, 0, "unreadable", "cannot be read: "+CleanString(err.Error()), "check that it is there, that you may read it, and its size")
}
