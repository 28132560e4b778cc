import { expect, test } from 'vitest';
import { scan } from '../scan.ts';
import { memoryTree } from '../tree/memory.ts';

const uses = async (files: Readonly<Record<string, string>>) => {
  const { services } = await scan(memoryTree('bakery', files));
  return services[0];
};

test('an address in the code is written down with the resource', async () => {
  const service = await uses({
    'requirements.txt': 'flask\npsycopg2\n',
    'app.py': `from flask import Flask
import psycopg2
app = Flask(__name__)

def shelf(database="loaves", user="baker"):
    word = open("/run/secrets/shelf-password").read()
    return psycopg2.connect(host="shelf", user=user, dbname=database, password=word)

shelf()
`,
  });
  expect(service?.uses).toMatchObject([{ resource: 'db', written: { host: 'shelf', port: null, user: 'baker', database: 'loaves' } }]);
});

test('of a text with holes, what is no hole', async () => {
  const service = await uses({
    'go.mod': 'module bakery\n\nrequire github.com/go-sql-driver/mysql v1.8.0\n',
    'main.go': `package main

import (
	"database/sql"
	"fmt"
	"net/http"
	"os"

	_ "github.com/go-sql-driver/mysql"
)

func main() {
	sql.Open("mysql", fmt.Sprintf("root:%s@tcp(shelf:3307)/loaves", os.Getenv("WORD")))
	http.ListenAndServe(":8000", nil)
}
`,
  });
  expect(service?.uses).toMatchObject([{ resource: 'db', written: { host: 'shelf', port: 3307, user: 'root', database: 'loaves' } }]);
});

test('nothing is written where variables tell all of it', async () => {
  const service = await uses({
    'requirements.txt': 'flask\npsycopg2\n',
    'app.py': `import os
from flask import Flask
import psycopg2
app = Flask(__name__)
shelf = psycopg2.connect(os.environ["SHELF"])
`,
  });
  expect(service?.uses[0]).not.toHaveProperty('written');
});
