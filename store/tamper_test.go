package store_test

import (
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"
)

// tamper changes a file behind the store's back, with bbolt.
func tamper(t testing.TB, dir, bucket string, fn func(put func(k, v string))) {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(dir, "lectern.db"), 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte(bucket))
		fn(func(k, v string) {
			if err := b.Put([]byte(k), []byte(v)); err != nil {
				t.Fatal(err)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
