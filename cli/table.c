// SPDX-License-Identifier: GPL-2.0-only
/* Copyright (C) 2026 The sof-virtio authors */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sofvctl.h"

void sofvctl_table_row(struct sofvctl_table *table, ...)
{
	const char *text;
	size_t column;
	va_list ap;
	char *cell;

	table->cells = sofvctl_realloc(table->cells, table->rows + 1,
				       sizeof(*table->cells));
	memset(table->cells[table->rows], 0, sizeof(*table->cells));

	va_start(ap, table);
	for (column = 0; column < table->columns; column++) {
		text = va_arg(ap, const char *);
		if (!text)
			break;
		cell = sofvctl_realloc(NULL, strlen(text) + 1, 1);
		strcpy(cell, text);
		table->cells[table->rows][column] = cell;
	}
	va_end(ap);
	table->rows++;
}

static const char *sofvctl_table_cell(const struct sofvctl_table *table,
				      size_t row, size_t column)
{
	const char *cell = table->cells[row][column];

	return cell ? cell : "";
}

void sofvctl_table_print(struct sofvctl_table *table, FILE *out)
{
	size_t width[SOFVCTL_TABLE_COLUMNS] = { 0 };
	size_t row, column, len;

	for (row = 0; row < table->rows; row++) {
		for (column = 0; column < table->columns; column++) {
			len = strlen(sofvctl_table_cell(table, row, column));
			if (len > width[column])
				width[column] = len;
		}
	}

	for (row = 0; row < table->rows; row++) {
		for (column = 0; column + 1 < table->columns; column++)
			fprintf(out, "%-*s  ", (int)width[column],
				sofvctl_table_cell(table, row, column));
		fprintf(out, "%s\n", sofvctl_table_cell(table, row, column));
	}
}

void sofvctl_table_free(struct sofvctl_table *table)
{
	size_t row, column;

	for (row = 0; row < table->rows; row++)
		for (column = 0; column < table->columns; column++)
			free(table->cells[row][column]);
	free(table->cells);
	table->cells = NULL;
	table->rows = 0;
}
