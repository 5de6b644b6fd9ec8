#include "CDatasets.h"

// #embed is of C23; clang has it in older C too, and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char digits[] = {
#embed "../../Fixtures/Datasets/digits.txt"
};

static const unsigned char iris[] = {
#embed "../../Fixtures/Datasets/iris.txt"
};

const unsigned char *cdatasets_digits(void) { return digits; }
long cdatasets_digits_count(void) { return (long)sizeof digits; }

const unsigned char *cdatasets_iris(void) { return iris; }
long cdatasets_iris_count(void) { return (long)sizeof iris; }
